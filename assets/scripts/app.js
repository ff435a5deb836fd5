// Pages work without any of this; each part improves what the server sent.
import { goToErrors, guardForms } from "./forms.js";
import { autosave } from "./autosave.js";
import { recalculate } from "./exercise.js";
import { orderByButtons } from "./order.js";
import { countDown } from "./countdown.js";
import { closeOnEscape } from "./disclosure.js";
import { copyLinks } from "./clipboard.js";
import { selectAll, submitOnChange } from "./selection.js";

guardForms();
goToErrors();
autosave();
recalculate();
orderByButtons();
countDown();
closeOnEscape();
copyLinks();
selectAll();
submitOnChange();
