/**
 * Store of what callers leave with Tutti between two calls: responses that later ones follow, and
 * conversations. Nothing is summed up or shortened.
 *
 * <p>An {@link dev.tutti.responses.Archive} is the whole of it over a store. {@link
 * dev.tutti.responses.Responses} keeps an answer with what was given for it, and finds what came
 * before the next one; {@link dev.tutti.responses.StoredConversations} are lists of items with a
 * name. Both are sessions: responses that follow one another share one, which is forgotten when
 * nobody has used it for {@link dev.tutti.responses.ResponseStoreSettings#keep}; a conversation is
 * a session that lasts until it is deleted.
 *
 * <pre>{@code
 * var predecessor = new Predecessor.Response("resp_1f...");
 * var before = archive.responses().before(owner, user, predecessor, memory::take);
 * archive.responses().keep(new StoredResponse(id, owner, user, predecessor, input, "", body));
 * }</pre>
 *
 * <p>Every row carries its owner, and every question names one: what belongs to somebody else, or
 * to another end user than the caller names, is not there, with status 404. Items are the caller's
 * JSON as it was said; what they mean is the endpoint's business.
 *
 * <p>What one owner keeps is bounded, see {@link
 * dev.tutti.responses.ResponseStoreSettings#ownerBytes}: whoever makes an entry asks for room
 * first, and an answer that was paid for is kept in any case.
 *
 * <p>Everything here is thread-safe. Futures complete on threads of the store.
 */
@NullMarked
package dev.tutti.responses;

import org.jspecify.annotations.NullMarked;
