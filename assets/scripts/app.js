// Pages work without any of this; each part improves what the server sent.
import { guardForms } from "./forms.js";
import { autosave } from "./autosave.js";
import { recalculate } from "./exercise.js";
import { orderByButtons } from "./order.js";
import { countDown } from "./countdown.js";
import { closeOnEscape, copyLinks, selectAll, submitOnChange } from "./small.js";

guardForms();
autosave();
recalculate();
orderByButtons();
countDown();
closeOnEscape();
copyLinks();
selectAll();
submitOnChange();
