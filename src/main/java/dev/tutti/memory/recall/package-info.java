/**
 * Recall by words: what of a user's facts and messages a question calls up. {@code MessageIndex}
 * ranks messages by BM25 of their own, of their neighbours and of the passage around them; {@code
 * FactRanking} ranks facts. An index of messages is in memory only, made of the rows when somebody
 * asks, so that erasing rows leaves nothing behind and every user has frequencies of words of their
 * own.
 */
@NullMarked
package dev.tutti.memory.recall;

import org.jspecify.annotations.NullMarked;
