import { SetMetadata } from '@nestjs/common';

export const PUBLIC = 'docket:public';

/** For a controller or a call that needs no login, or that checks by itself who is asking. */
export const Public = (): ClassDecorator & MethodDecorator => SetMetadata(PUBLIC, true);
