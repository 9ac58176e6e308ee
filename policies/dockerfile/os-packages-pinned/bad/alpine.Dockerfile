FROM alpine:3.23
RUN apk add --no-cache --virtual .build gcc "make>4"
