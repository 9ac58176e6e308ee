FROM maven:3-eclipse-temurin-21 AS build
COPY pom.xml ./
RUN mvn package -DskipTests
FROM scratch
COPY --from=build / /
