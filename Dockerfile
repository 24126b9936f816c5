# docker build -t trunkline .
# docker run --rm -p 127.0.0.1:4700:4700 -e TRUNKLINE_ADMIN_TOKEN=… trunkline
#
# Without an admin token it refuses to start, because it listens on every address of the container. Whoever reaches it by
# another name than localhost, such as another container, needs -e TRUNKLINE_ALLOWED_HOST=that-name. `-v trunkline:/data`
# keeps the worlds; -e TRUNKLINE_PORT moves the port within the container.

FROM node:20-slim AS build
WORKDIR /build
COPY package.json package-lock.json ./
# Only tools for tests have scripts, and those download things.
RUN npm ci --ignore-scripts
COPY tsconfig.json build.mjs ./
COPY src src
RUN npm run build

FROM node:20-slim
WORKDIR /trunkline
# The command line is bundled: it needs no node_modules.
COPY --from=build /build/dist dist
COPY package.json openapi.json LICENSE ./
COPY fixtures fixtures
RUN install --directory --owner=node --group=node --mode=700 /data
VOLUME /data
USER node
ENV TRUNKLINE_HOST=0.0.0.0 \
    TRUNKLINE_PORT=4700 \
    TRUNKLINE_DATA=/data
EXPOSE 4700
HEALTHCHECK --interval=10s --timeout=5s --start-period=10s \
    CMD node dist/cli.js health --url "http://127.0.0.1:$TRUNKLINE_PORT"
ENTRYPOINT ["node", "dist/cli.js"]
CMD ["start"]
