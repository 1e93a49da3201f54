/**
 * The response cache: answers that may be given again, to whom, to which question, and for how
 * long.
 *
 * <p>{@link dev.tutti.cache.AnswerCache} keeps {@link dev.tutti.cache.CachedAnswer}s in memory,
 * within a bound in bytes, and where that is wanted in a table of the database too. A {@link
 * dev.tutti.cache.CacheKey} begins with the owner, so that no answer ever reaches another one. An
 * answer is fresh for a while, and may be good enough for a while longer when nobody can answer
 * ({@link dev.tutti.cache.Lifetime}). Only a {@linkplain dev.tutti.cache.Completeness complete}
 * answer is kept.
 *
 * <p>The semantic tier finds the answer to a question that means the same. {@link
 * dev.tutti.cache.Neighbours} knows the vectors of earlier questions; all but the last message of
 * the user must be the same ({@link dev.tutti.cache.Utterance}), and {@link
 * dev.tutti.cache.semantic.Wording} looks at what vectors are blind to: numbers, units, negations,
 * names and directions must agree.
 *
 * <pre>{@code
 * var key = CacheKey.of(request, caller, digest);
 * cache.find(key).filter(answer -> answer.life().isFresh(cache.now()));
 * cache.keep(key, answer);
 * }</pre>
 *
 * <p>Who asks whom when, and how an answer is given again, is a matter of routing.
 */
@NullMarked
package dev.tutti.cache;

import org.jspecify.annotations.NullMarked;
