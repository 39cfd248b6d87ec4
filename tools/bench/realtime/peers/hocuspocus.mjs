// @hocuspocus/server as its documentation starts it; SQLITE names the file of its SQLite extension.
import { Server } from "@hocuspocus/server";

const extensions = [];
if (process.env.SQLITE) {
  const { SQLite } = await import("@hocuspocus/extension-sqlite");
  extensions.push(new SQLite({ database: process.env.SQLITE }));
}
const server = new Server({
  address: "127.0.0.1",
  port: Number(process.env.PORT),
  quiet: true,
  extensions,
});
await server.listen();
