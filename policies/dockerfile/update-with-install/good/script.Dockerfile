FROM alpine:3.23
RUN apk add -U --no-cache curl
RUN apk update && /tmp/install.sh
