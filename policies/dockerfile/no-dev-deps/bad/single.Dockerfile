FROM node:24-alpine
RUN npm ci
