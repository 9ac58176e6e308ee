FROM golang:1.25 AS build
USER root
RUN make
FROM alpine:3.22
USER 1000
