// Pages with a button that reads them aloud.
import { readAloud } from "./aloud.js";

readAloud();
