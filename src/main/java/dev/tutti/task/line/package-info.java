/**
 * Line of tasks that wait, and what lets them begin. A {@code TaskLine} knows whose turn it is;
 * {@code AdmissionRules} say whether a task may begin while others run, so that nothing is
 * exhausted: memory, processors, tokens, money and bytes of the network of the node and of owners,
 * and what a model bears. Who may not begin is held in the line with the reason, which callers and
 * meters see.
 */
@NullMarked
package dev.tutti.task.line;

import org.jspecify.annotations.NullMarked;
