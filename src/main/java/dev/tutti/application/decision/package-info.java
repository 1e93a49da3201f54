/**
 * Decision support: what options are worth, computed in code and never by a model. {@link
 * dev.tutti.application.decision.DecisionFigures} answers a request in JSON: finance of cash flows,
 * simulation, sensitivity, scores with the stability of their ranks, risks, plans, and
 * contradictions of a text. {@link dev.tutti.application.decision.TextOptions} reads options from a
 * text without a model.
 *
 * <p>Where a figure does not exist, such as the internal rate of return of flows that are all
 * income, the answer is null and not zero; where no option is clearly first, none is recommended.
 * Each figure says whether it was given, computed or judged.
 */
@NullMarked
package dev.tutti.application.decision;

import org.jspecify.annotations.NullMarked;
