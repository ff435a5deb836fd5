//! Pathways, as visitors and callers meet them.

mod absences;
mod asked;
mod bad_moments;
mod building;
mod calls;
mod coming_back;
mod following;
mod gatherings;
mod meanwhile;
mod reach;
mod revising;
mod seats;
mod sessions;
mod sharing_templates;
mod table;
mod taking_part;
mod titles;
mod told_at_home;
mod world;
