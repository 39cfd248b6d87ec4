import { openDialogs } from "../../../../client/ui/dialogs";
import { listenButtons } from "../../../../client/ui/listen";
import { submitOnChange, watchMenus } from "../../../../client/ui/menus";
import { retryPages, sayWhenOffline } from "../../../../client/ui/network";
import { moveWithArrows, showPanels } from "../../../../client/ui/tabs";
import { leaveLater } from "../../../../client/ui/toast";

watchMenus();
submitOnChange();
openDialogs();
moveWithArrows();
showPanels();
listenButtons();
sayWhenOffline();
retryPages();
for (const box of document.querySelectorAll<HTMLElement>("[data-toast]")) leaveLater(box);
document.querySelector<HTMLElement>("[data-focus]")?.focus();
