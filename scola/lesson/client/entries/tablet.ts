import { jsonData } from "../../../../client/ui/texts";
import type { LessonData } from "../session";
import { Tablet } from "../tablet";

new Tablet(jsonData<LessonData>("lesson-data"));
