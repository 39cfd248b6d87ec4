import { pollDoor } from "../../../../client/ui/network";
import { gatherPictures } from "../../../../client/ui/pictures";
import { keepClock, screenOff } from "../../../../client/ui/rest";

gatherPictures();
pollDoor();
keepClock();
screenOff();
