//! What readers do with the page. A file per subject; a function per story, listed here.

mod answer;
mod batch;
mod decide;
mod embed;
mod front;
mod keys;
mod links;
mod pages;
mod paper;
mod provider;
mod reading;
mod silent;
mod start;
mod steps;
mod take;

use crate::runner::{Story, stories};

/// Every story, in the order of telling: the longest first, so that those that are told at once end together.
pub const STORIES: &[Story] = stories![
    reading: is_accessible in Chromium because "axe-core judges the document, which is the same everywhere, and takes minutes",
             is_accessible_on_a_phone in Chromium because "axe-core judges the document, which is the same everywhere, and takes minutes";
    keys: reach_everything;
    decide: keeps_the_focus;
    paper: leads_to_its_sources in Chromium because "only it prints a document with structure and links",
           prints_a_dossier in Chromium because "only it shows the page as on paper";
    start: opens,
           follows_the_reader in Chromium | Firefox because "WebKit speaks the language of its process",
           follows_the_address,
           says_when_it_cannot_start in Chromium | Firefox because "WebKit can't be told to refuse an address",
           says_when_the_words_are_missing in Chromium | Firefox because "WebKit can't be told to refuse an address";
    front: is_read_without_scripts in Chromium because "only it can be told to run no scripts",
           keeps_what_came_before_the_program in Chromium because "only it runs a script of ours before those of the page",
           does_not_move in Chromium because "only it tells what moved",
           shows_no_answer_to_other_figures in Chromium because "only it runs a script of ours before those of the page",
           goes_to_the_page_of_a_language in Chromium | Firefox because "WebKit speaks the language of its process",
           explains_that_there_is_no_webassembly in Chromium because "only it runs a script of ours before those of the page",
           explains_that_webassembly_is_blocked,
           explains_that_a_file_is_damaged,
           explains_a_breakdown_at_the_start in Chromium because "only it runs a script of ours before those of the page",
           explains_a_breakdown_later,
           keeps_what_was_typed_without_a_program in Chromium because "only it runs a script of ours before those of the page";
    answer: answers_what_is_typed, restores_what_was_typed, changes_language, keeps_its_place_in_another_language, opens_a_damaged_address,
            keeps_wrong_text, reads_a_range, says_how_sure_it_is,
            explains_fields, has_a_control_for_every_field;
    steps: undoes_what_was_meant, goes_back_and_forth_with_the_browser, starts_again_and_can_undo_it, fills_in_pasted_rows,
           waits_for_what_it_can_not_read, says_once_what_changed, leads_past_the_form, waits_for_a_composition;
    links: notices_a_link_that_was_cut, shows_an_older_link_as_it_was_and_as_of_today, keeps_a_hand_written_address_until_it_is_changed,
           moves_figures_out_of_the_query, passes_a_link_on, keeps_what_figures_are_measured_by, says_whose_page_a_link_opens;
    provider: shows_what_a_provider_brings, shows_the_neutral_view, keeps_a_locked_figure, goes_on_without_a_profile;
    keys: operate_every_control;
    paper: saves_a_chart in Chromium | Firefox because "WebKit can't be told where files go";
    take: saves_files, checks_and_opens_files,
          looks_at_a_file_dropped_anywhere in Chromium because "only it can be made to drop a file of the system",
          gives_the_text_where_files_may_be_lost in Chromium | Firefox because "in WebKit a page in a sandbox without its origin may not load its own files";
    reading: fits_every_width, longer_words_fit;
    embed: grows_and_shrinks, leaves_the_host_as_it_was, stands_beside_others, stands_in_any_page,
           works_in_a_sandbox in Chromium | Firefox because "in WebKit a page in a sandbox without its origin may not load its own files",
           comes_and_goes,
           goes_on_where_it_is_moved_to in Chromium | Firefox because "WebKit has no moveBefore yet, without which every frame starts again",
           opens_what_was_shared_with_the_host, ignores_what_makes_no_sense, sends_what_was_ticked, works_as_integrators_paste_it,
           asks_in_every_language;
    decide: comes_when_the_reader_is_near, lets_one_type_on, keeps_scenarios_beside_each_other, plans_a_move, looks_around_on_the_map,
            tells_then_from_now, goes_on_without_them, are_on_paper;
    pages: are_readable, lead_to_each_other, give_a_frame_that_works;
    batch: answers_a_table, gives_a_template, names_each_damaged_row, keeps_what_it_had,
           says_when_it_has_no_worker in Chromium because "only it runs a script of ours before those of the page";
    silent: asks_for_its_own_files_alone in Chromium | Firefox because "WebKit doesn't say what it sends";
];
