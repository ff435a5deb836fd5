# What `academy courses check` says, one sentence or two for each mistake. Authors read them, not programmers.

## Files
course-mistake-course-file-missing = There is no course.toml here. Every course has one; courses/README.md shows what stands in it.
course-mistake-file-unreadable = {$path} could not be read. Is it there, and a plain file?
course-mistake-file-not-utf8 = This file is not saved as UTF-8. Save it again with the encoding UTF-8.
course-mistake-file-too-large = This file has {$kilobytes} KB; at most {$most} KB are allowed.
course-mistake-files-too-many = The course has {$count} files; at most {$most} are allowed.
course-mistake-course-too-large = All files together have {$megabytes} MB; at most {$most} MB are allowed.
course-mistake-path-form = The name {$path} cannot be used. Use small letters a to z, digits, “-”, “_” and “.”, in the folders modules and images.
course-mistake-file-unknown = {$path} belongs to nothing. Either list its module in course.toml, or take the file away.
course-mistake-module-file-missing = The file {$path} is missing: this module is not there in the language “{$language}”.

## TOML
course-mistake-toml-unreadable = This cannot be read as TOML: {$reason}.
course-mistake-key-missing = “{$key}” is missing here.
course-mistake-key-unknown = “{$key}” means nothing here. Is it spelt as in courses/README.md?
course-mistake-value-not-text = “{$key}” must be a text in quotation marks.
course-mistake-value-not-texts = “{$key}” must be a list of texts: ["…", "…"].
course-mistake-value-not-whole = “{$key}” must be a whole number without quotation marks.
course-mistake-value-not-number = “{$key}” must be a number without quotation marks, with a dot before decimals: 1.5.
course-mistake-value-not-yes-or-no = “{$key}” must be true or false, without quotation marks.
course-mistake-value-not-table = “{$key}” must be a section of its own: [{$key}].
course-mistake-value-not-tables = Each “{$key}” must be a section of its own: [[{$key}]].
course-mistake-value-empty = “{$key}” is empty.
course-mistake-value-not-positive = “{$key}” must be more than 0.
course-mistake-value-out-of-range = “{$key}” must be from {$least} to {$most}.

## course.toml
course-mistake-id-form = “{$id}” cannot be an id. An id has small letters a to z, digits and hyphens, and at most 60 of them: late-approval.
course-mistake-id-twice = The id “{$id}” is used twice; it stands first at {$first}. Each step, question and scene has its own.
course-mistake-language-form = “{$language}” is no language code. Write it as in en, vi or km.
course-mistake-language-twice = The language “{$language}” is listed twice.
course-mistake-language-not-listed = The language “{$language}” is not among the course's languages.
course-mistake-text-not-translated = “{$key}” is missing in the language “{$language}”.
course-mistake-theme-unknown = “{$theme}” is no theme. There are responsible-purchasing, working-time, wages, social-dialogue, due-diligence, equality and safety-health.
course-mistake-audience-unknown = “{$audience}” is no audience. There are brand, factory, national-partner and everyone.
course-mistake-compliance-point-form = “{$point}” is no code of a compliance point. Write it as the compliance frame does, in small letters and hyphens: paid-leave.
course-mistake-compliance-point-twice = The compliance point “{$point}” is named twice.
course-mistake-requirement-unknown = “{$requirement}” cannot be required. There are every-step, every-quiz, final-passed, plan-made and session-attended.
course-mistake-requirement-twice = “{$requirement}” is required twice.
course-mistake-modules-missing = The course has no modules. Add one with [[modules]].
course-mistake-module-file-twice = Two modules use the same file, {$path}.
course-mistake-minutes-zero = The module “{$id}” takes 0 minutes. Say how long a learner needs for it.
course-mistake-final-quiz-missing = The completion rule asks for “final-passed”, but no step is a final quiz. Add one with .quiz .final, or take the requirement away.
course-mistake-quiz-missing = The completion rule asks for “every-quiz”, but no step is a practice quiz. Add one with .quiz, or take the requirement away.
course-mistake-plan-missing = The completion rule asks for “plan-made”, but no step is an action plan. Add one with .plan, or take the requirement away.
course-mistake-session-missing = The completion rule asks for “session-attended”, but the course does not say that it needs a session. Add needs_session = true, or take the requirement away.

## Heads, headings and steps
course-mistake-head-missing = The file must begin with a head: a line +++, the title, and another line +++.
course-mistake-head-unclosed = The head is never closed. Put a line +++ after it.
course-mistake-source-missing = A translation names the state of its source. If this one agrees with it, write into the head: source = "{$source}"
course-mistake-source-stale = The source has changed since this translation was made. Mend the translation, then write into the head: source = "{$source}"
course-mistake-source-not-needed = This file is written in the source language, so it has no “source”. Take the line away.
course-mistake-steps-missing = This module has no steps. Begin each step with ## and a heading.
course-mistake-text-before-steps = Text before the first step belongs to no step. Put it below a ## heading.
course-mistake-title-heading = A heading of the first rank cannot stand here. The module's title is in the head, steps begin with ##, and headings inside a step with ###. (A line of = or - right below a text makes a heading, too: leave a line empty between them.)
course-mistake-heading-empty = This heading has no words.
course-mistake-heading-unreadable = “{$mark}” in the braces of this heading means nothing. An id begins with #, a kind with a dot, an option is written key=value.
course-mistake-heading-glued = “{$text}” is no heading as it stands: put a space after the # signs.
course-mistake-code-open = This block of code is never closed, so everything below it would be code too. End it with a line of the same signs.
course-mistake-step-id-missing = The step “{$heading}” has no id. Add one behind the heading: {"{"}#my-id{"}"}
course-mistake-question-id-missing = The question “{$heading}” has no id. Add one behind it: {"{"}#my-id{"}"}
course-mistake-scene-id-missing = The scene “{$heading}” has no id. Add one behind it: {"{"}#my-id{"}"}
course-mistake-step-kind-unknown = There is no kind of step called “.{$kind}”. There are .quiz (with .final), .scenario, .exercise and .plan; a lesson has none.
course-mistake-step-kinds = The step “{$id}” has several kinds. It can have one.
course-mistake-step-option-unknown = The option “{$option}” has no place on this heading.
course-mistake-step-option-value = “{$option}” cannot be “{$value}”.
course-mistake-step-empty = There is no text in the step “{$id}”.

## Quizzes
course-mistake-quiz-empty = The quiz “{$id}” has no questions. Begin each with ### and the question.
course-mistake-pass-mark-missing = The final quiz “{$id}” does not say when it is passed. Add pass=70, or what fits.
course-mistake-wait-without-tries = The quiz “{$id}” says how long to wait, but not after how many tries. Add tries=3, or take wait away.
course-mistake-draw-too-large = {$draw} questions are to be drawn, but the quiz has only {$questions}.
course-mistake-question-kind-unknown = There is no kind of question called “.{$kind}”. There are .number, .text, .order and .match; a question with answers to choose from has none.
course-mistake-answer-missing = The question “{$id}” has no answers.
course-mistake-answer-of-other-kind = This answer does not fit the kind of the question “{$id}”. A number needs .number behind the heading and one line [[= 5]], a text .text, an order .order, pairs .match.
course-mistake-answer-alone = The question “{$id}” has only one answer to choose from. It needs two at least.
course-mistake-answer-empty = An answer of the question “{$id}” has no words.
course-mistake-answer-twice = The question “{$id}” has the answer “{$text}” twice.
course-mistake-no-right-answer = The question “{$id}” has no right answer. Mark one with (X) or [[X]].
course-mistake-several-right-answers = The question “{$id}” has several right answers, but (X) allows one. Use [[X]] and [[ ]] for all answers if several are right.
course-mistake-marks-mixed = The question “{$id}” mixes round and square marks. Use [(X)] and [( )] if one answer is right, [[X]] and [[ ]] if several may be.
course-mistake-number-unreadable = “{$text}” is no number with a tolerance and a unit. Write it like this: 880 ± 5 pieces.
course-mistake-tolerance-negative = The tolerance of the question “{$id}” is below 0.
course-mistake-order-too-short = The question “{$id}” needs at least two items to put in order, written 1. and 2.
course-mistake-match-too-short = The question “{$id}” needs at least two pairs, written - left = right.
course-mistake-pair-unreadable = “{$text}” is no pair. Write one left side, a space, =, a space, and one right side.
course-mistake-feedback-unmarked = This feedback in the question “{$id}” does not say for which answer it is. Begin it with > [+] for a right answer, > [-] for a wrong one, or > [!NOTE] for everybody.
course-mistake-feedback-misplaced = This feedback in the question “{$id}” belongs to no answer. Put it right below an answer, or write > [!NOTE] for everybody.
course-mistake-feedback-twice = The question “{$id}” has this kind of feedback twice.
course-mistake-hint-twice = The question “{$id}” has two hints.
course-mistake-hint-empty = The hint of the question “{$id}” has no words.
course-mistake-explanation-twice = The question “{$id}” has two call-outs [!NOTE] after its answers.
course-mistake-text-after-answers = This text in the question “{$id}” stands after the answers. Put it before them, or into a call-out that begins with > [!NOTE].

## Scenarios
course-mistake-scenario-empty = The scenario “{$id}” has no scenes. Begin each with ### and a heading.
course-mistake-scene-option-unknown = “.{$option}” means nothing on a scene. There are .end with .good, .mixed or .bad.
course-mistake-ending-unclear = The scene “{$id}” must have .end together with exactly one of .good, .mixed and .bad, or none of them.
course-mistake-ending-with-choices = The scene “{$id}” ends the story, but has choices. Take .end or the choices away.
course-mistake-scene-without-choices = The story stops in the scene “{$id}”. Add choices, or mark it as an ending with .end and .good, .mixed or .bad.
course-mistake-scene-unreachable = No choice leads to the scene “{$id}”.
course-mistake-scene-never-ends = From the scene “{$id}” no path comes to an end.

## Exercises
course-mistake-exercise-block-missing = The exercise “{$id}” has no block ```exercise.
course-mistake-exercise-block-twice = The exercise “{$id}” has two blocks ```exercise. It can have one.
course-mistake-exercise-block-open = The block ```exercise of “{$id}” is never closed. Put a line ``` after it.
course-mistake-exercise-block-misplaced = A block ```exercise can only stand in a step with .exercise behind its heading.
course-mistake-exercise-id-form = “{$id}” cannot be used in formulas. Begin with a small letter and use letters, digits and _; min, max, floor, ceil and round are taken.
course-mistake-formula-unreadable = The formula of “{$id}” cannot be read at “{$found}”.
course-mistake-formula-unfinished = The formula of “{$id}” ends too early. Is a bracket or a number missing?
course-mistake-formula-name-unknown = The formula of “{$id}” uses “{$name}”, which is neither an input nor a result above it.
course-mistake-worked-name-unknown = The worked line of “{$id}” uses {"{"}{$name}{"}"}, which is neither an input nor a result up to here.
course-mistake-worked-unclosed = The worked line of “{$id}” opens a brace that it does not close.
course-mistake-input-out-of-range = The value of the input “{$id}” is not between its min and its max.
course-mistake-result-not-computable = With the values given, “{$id}” has no result: something is divided by zero, or too large.
course-mistake-expect-not-met = “{$id}” should be {$expected}, but the formula gives {$computed}.

## Text
course-mistake-raw-html = HTML cannot be used: {$html}
course-mistake-link-dead = The link to “{$target}” leads nowhere. It needs an address that begins with https://, or the id of a sub-heading in the same step; in the choices of a scene, the id of a scene.
course-mistake-link-form = The address “{$target}” cannot be linked to. Addresses begin with https://, http:// or mailto:.
course-mistake-link-empty = The link to “{$target}” has no words to click on.
course-mistake-image-dead = The picture “{$path}” is not there.
course-mistake-image-foreign = The picture “{$target}” lies somewhere else. Put it into the folder images.
course-mistake-image-without-words = The picture “{$path}” has no words in its brackets. Say what it shows, for those who cannot see it.
course-mistake-footnote-missing = The footnote [^{$name}] has no text in this step. Add a line that begins with [^{$name}]:
course-mistake-footnote-twice = The footnote [^{$name}] has two texts in this step.
course-mistake-footnote-unused = Nothing in this step points to the footnote [^{$name}].
course-mistake-callout-unknown = There is no call-out [!{$name}]. There are NOTE, TIP, IMPORTANT, WARNING and CAUTION.
course-mistake-text-not-inline = Only a line of words can stand here, with *emphasis* if need be: no list, link, picture or footnote. It begins: {$text}

## Pictures
course-mistake-image-unused = No text shows the picture {$path}. Use it or take it away.
course-mistake-image-kind = {$path} cannot be shown. Pictures are svg, png, jpg or webp.
course-mistake-image-content = {$path} is not what its name says.
course-mistake-svg-unreadable = This SVG cannot be read: {$reason}.
course-mistake-svg-forbidden = This SVG holds “{$found}”. Scripts, event handlers, foreign objects and addresses outside the file are not allowed.

## Agreement between the languages
course-mistake-part-missing = The source has “{$id}” here, this translation has not.
course-mistake-part-added = “{$id}” is not in the source.
course-mistake-part-moved = “{$id}” stands in another place than in the source.
course-mistake-step-kind-differs = The step “{$id}” is of another kind in the source.
course-mistake-step-options-differ = The options of “{$id}” differ from those in the source.
course-mistake-question-kind-differs = The question “{$id}” is of another kind in the source.
course-mistake-answer-count-differs = The question “{$id}” has {$source} answers in the source and {$here} here.
course-mistake-right-answers-differ = In the question “{$id}” this answer is marked right in one language and wrong in the other. Answers stand in the same order in every language.
course-mistake-numbers-differ = The number or the tolerance of the question “{$id}” differs from the source.
course-mistake-ending-differs = The scene “{$id}” ends differently in the source.
course-mistake-choices-differ = The choices of the scene “{$id}” do not lead to the same scenes, in the same order, as in the source.
course-mistake-exercise-differs = “{$key}” of “{$id}” differs from the source.
course-mistake-hint-differs = The question “{$id}” has a hint in one language and none in the other.
course-mistake-explanation-differs = The question “{$id}” has a call-out for everybody in one language and none in the other.
course-mistake-feedback-differs = Feedback in the question “{$id}” is there in one language and missing in the other.
course-mistake-law-country-form = “{$country}” is no country. Write its two capital letters (ISO 3166), for example VN.
course-mistake-law-date-form = “{$date}” is no date. Write year, month and day, for example 2021-01-01.
course-mistake-law-twice = The fact “{$id}” stands twice for {$country} from the same day. Change the day from which it applies, or take one away.
