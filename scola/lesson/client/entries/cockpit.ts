import { startCockpit } from "../cockpit";

startCockpit();
