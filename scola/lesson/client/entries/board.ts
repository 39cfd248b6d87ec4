import { jsonData, text } from "../../../../client/ui/texts";
import { toast } from "../../../../client/ui/toast";
import { BoardPlace } from "../boards";
import { element } from "../page";
import { openLive, post } from "../session";

interface BoardData {
  board: string;
  page: string;
  person: string;
  name: string;
  url: string;
  csrf: string;
  capability: string;
  addPage: string;
  base: string;
  texts: Record<string, string>;
}

const data = jsonData<BoardData>("board-data");
const publish = element<HTMLAnchorElement>("board-publish");

const place = new BoardPlace(element("board"), {
  mode: "desk",
  live: openLive(data),
  person: { id: data.person, name: data.name },
  texts: data.texts,
  addPage: async () => {
    const answer = await post(data.addPage, data.csrf, new FormData()).catch(() => null);
    const page = answer?.["page"];
    if (typeof page === "string") return page;
    toast(text("page.failed"));
    throw new Error("no page");
  },
  onPage: (page) => (publish.href = `${data.base}${page}/publish`),
});
place.show(data.board, data.page);
publish.href = `${data.base}${data.page}/publish`;
