package dev.tutti.cooperation.run;

import dev.tutti.chat.FinishReason;
import dev.tutti.chat.Usage;
import tools.jackson.databind.node.ObjectNode;

/**
 * Result of a run.
 *
 * @param json as the API answers it; not to be changed
 * @param text of the final result, or words that say why there is none
 * @param finish why that one ended
 * @param usage of all members
 */
public record CooperationResult(ObjectNode json, String text, FinishReason finish, Usage usage) {}
