player-outline = Outline
player-number-of = { $number } of { $of }
player-other-language = This course is not there in your language yet. You see it in { $language }.
player-back = Back
player-next = Next
player-finish = Finish

next-closed-quiz-unanswered = Answer every question of this quiz, then you can go on.
next-closed-final-not-handed-in = Hand in this quiz, then you can go on.
next-closed-story-not-ended = Follow the story to one of its ends, then you can go on.
next-closed-plan-not-made = Save your action plan, then you can go on.

learning-step-not-through = This step is not through yet. Go back to it and see what it still needs.
