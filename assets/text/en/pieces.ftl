piece-optional = (optional)
piece-errors-title = Something needs your attention

state-done = done
state-under-way = under way
state-due = due soon
state-overdue = overdue
state-not-started = not started
state-not-needed = not needed
state-closed = closed

save-saving = Saving…
save-saved = Saved
save-unsent = Not sent yet. Your answer is kept on this device.
save-again = Try again
save-incomplete = Not saved: this is not an answer yet.
save-refused = This answer could not be taken. Load the page again to see where you are.

callout-note = Note
callout-tip = Try this
callout-important = Remember
callout-caution = Read with care
callout-warning = Warning

choice-right = right
choice-wrong = not right
choice-yours = your answer

order-up = Move up
order-down = Move down

pager-label = More pages
pager-previous = Previous
pager-next = Next

copy-link = Copy the link
copy-done = Copied
