# Docket for deployments that bring their own Postgres: one image, whose processes differ in DOCKET_ROLES.
# The embedded Postgres of `npm start` is left out: set DATABASE_URL. Tables are brought up to date by
#   node dist/app/migrate.js

FROM node:24-alpine AS build
WORKDIR /docket
COPY package.json package-lock.json .npmrc ./
# The bundler of the build is an optional package, one for each platform.
RUN npm ci --include=dev --ignore-scripts
COPY . .
RUN npm run build

FROM node:24-alpine AS packages
WORKDIR /docket
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --omit=optional --ignore-scripts

FROM node:24-alpine
WORKDIR /docket
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DOCKET_DATA_DIR=/data
RUN mkdir /data && chown node:node /data
COPY --from=packages /docket/node_modules node_modules
COPY --from=build /docket/dist/app dist/app
COPY package.json LICENSE ./
COPY config/default-rules config/default-rules
COPY config/lists config/lists
COPY scripts/healthcheck.mjs scripts/healthcheck.mjs
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=3 CMD ["node", "scripts/healthcheck.mjs"]
CMD ["node", "dist/app/main.js"]
