package dev.tutti.application.decision.statement;

import org.jspecify.annotations.Nullable;

/**
 * Statement of a text.
 *
 * @param option that it is about; none for all
 * @param sentence which says it
 * @param year end of the year at which an outlay flows, 0 for now; of others the year that is
 *     named, 0 where none is
 * @param roughly whether the text says about
 */
record StatedFact(
    StatementKind kind,
    @Nullable String option,
    StatedNumber number,
    TextSentence sentence,
    int year,
    boolean roughly) {}
