FROM node:24-alpine
CMD ["node", "server.js"]
