package dev.tutti.cooperation.run;

import dev.tutti.chat.FinishReason;
import tools.jackson.databind.node.ObjectNode;

/**
 * Conclusion of a run, before what all kinds have in common is added.
 *
 * @param json the result's own members
 * @param text of the final result; empty where there is none
 * @param finish why that one ended
 */
record Conclusion(ObjectNode json, String text, FinishReason finish) {}
