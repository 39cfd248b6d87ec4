import { jsonData } from "../../../../client/ui/texts";
import { Screen } from "../screen";
import type { LessonData } from "../session";

new Screen(jsonData<LessonData>("lesson-data"));
