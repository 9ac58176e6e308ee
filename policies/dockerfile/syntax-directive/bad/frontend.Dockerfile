# syntax=someone/frontend:latest
FROM alpine:3.23
