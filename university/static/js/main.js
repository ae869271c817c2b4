// Starts the behaviors of a page when it has loaded.
import { start } from "./behaviors.js";

start();
