export { Authenticator, type Login } from './authenticator.js';
export { meets, type Needs } from './domain/needs.js';
export {
  Authorize,
  AuthorizeAdministrator,
  type AuthenticatedRequest,
  CurrentActor,
  needsOf,
} from './http/authorize.js';
export { bearerToken } from './http/bearer-token.js';
export { StaffDirectory } from './staff-directory.js';
export { StaffMembers, type SeenMember } from './staff-members.js';
export { StaffModule } from './staff.module.js';
export { StaffHttpModule } from './http/staff-http.module.js';
