# syntax=docker/dockerfile:1
# Tutti in a container: docs/deployment.md says how it is run. Build: docker build -t tutti .

FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /build
COPY pom.xml ./
COPY .mvn .mvn
COPY src/build src/build
COPY src/main src/main
RUN --mount=type=cache,target=/root/.m2 mvn -q -B -Dmaven.test.skip -Dspotless.check.skip package

FROM eclipse-temurin:25-jre
# An installation: the launcher, what it looks for, and the jar. Only root may write to it.
WORKDIR /opt/tutti
COPY .java-version LICENSE tutti ./
COPY bin/jdk bin/requirements bin/
COPY deploy/health deploy/
COPY --from=build /build/target/tutti.jar target/
# What a start loads and compiles, for the JVM of this image: a third of the time to the first answer.
RUN TUTTI_JAVA_OPTS=-XX:AOTCacheOutput=/opt/tutti/target/tutti.aot ./tutti warmup \
 && useradd --system --uid 10001 --home-dir /var/lib/tutti --shell /usr/sbin/nologin tutti \
 && install -d -o tutti -g tutti -m 0700 /var/lib/tutti

USER 10001:10001
WORKDIR /var/lib/tutti
VOLUME /var/lib/tutti
ENV TUTTI_HOST=0.0.0.0 TUTTI_PORT=8080 TUTTI_DATA=/var/lib/tutti/data
EXPOSE 8080
# Streams under way get 30 s to end (server.drain); docker stop waits for 10 s unless it is told otherwise.
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=3s --start-period=20s --retries=3 CMD ["/opt/tutti/deploy/health"]
ENTRYPOINT ["/opt/tutti/tutti"]
CMD ["serve"]
