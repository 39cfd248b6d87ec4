import { namePlaces } from "../placing";

namePlaces();
