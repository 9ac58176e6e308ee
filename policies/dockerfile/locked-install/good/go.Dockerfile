FROM golang:1.26
COPY go.mod go.sum ./
RUN go mod download
COPY . .
