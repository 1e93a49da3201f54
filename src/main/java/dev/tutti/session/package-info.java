/**
 * Sessions: what was said in a conversation, whatever the door by which it came in. A session of
 * {@code /v1/sessions}, a conversation of OpenAI's, the responses that follow one another, and a
 * chat whose history the server keeps are rows of the same two tables.
 *
 * <p>{@link dev.tutti.session.Sessions} begins them, finds, lists, forks and erases them; {@link
 * dev.tutti.session.ChatSession} is one without its messages, {@link
 * dev.tutti.session.SessionMessage} a message as OpenAI's chats have it. What was said is kept in
 * the words of the door where it was said ({@link dev.tutti.session.MessageDialect}), as nothing is
 * lost that way: an item of the Responses API has an id, a status and members that no chat has. It
 * is translated when another door reads it, by {@link dev.tutti.session.item}. Rows are added and
 * removed, never changed, except that one may be pinned, and that a model's decision about it is
 * noted beside it.
 *
 * <p>Whatever adds to a session has its turn: {@link dev.tutti.session.SessionTurns} lets one
 * writer at a time in, in the order of their arrival. A turn begins with what the caller says,
 * which is kept then, and ends with what the model has answered, so that an exchange stands
 * together; a turn that fails takes back what was said.
 *
 * <pre>{@code
 * var turn = Store.await(turns.begin(TurnRequest.of(owner, id, asked, Duration.ofMinutes(5))));
 * var session = Store.await(turn.session());
 * var history = Store.await(turn.recent(session, views, memory::take));
 * Store.await(turn.keep(List.of(NewMessage.said(ids.next("msg"), model, now, answer))));
 * }</pre>
 *
 * <p>A session that is imported, forked or erased may be long: it is written or removed in parts,
 * by {@link dev.tutti.session.SessionParts} and {@link dev.tutti.session.SessionRemoval}, while
 * nobody sees it. Who reads rows otherwise than by a session that was found leaves out those of
 * {@link dev.tutti.session.SessionTable#HIDDEN}.
 *
 * <p>A session's name is its owner's alone, and every question names the owner: what belongs to
 * somebody else is not there, with status 404. What an owner keeps is bounded by one {@link
 * dev.tutti.session.StorageQuota} for everything. Who makes something of messages, such as an
 * index, is told by a {@link dev.tutti.session.SessionListener} in the transaction of the change.
 *
 * <p>Everything here is thread-safe. Futures complete on threads of the store.
 */
@NullMarked
package dev.tutti.session;

import org.jspecify.annotations.NullMarked;
