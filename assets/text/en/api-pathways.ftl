api-pathway-list = The pathways of a factory
api-pathway = A pathway with its stages, goals and steps
api-pathway-suggestions = What is suggested for a factory’s improvement plan, with reasons
api-pathway-publish = Publish a pathway: enrols people and tells them
