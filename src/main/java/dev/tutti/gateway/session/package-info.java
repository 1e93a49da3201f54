/**
 * Sessions over HTTP: {@code /v1/sessions}, and chats whose history the server keeps.
 *
 * <p>{@link dev.tutti.gateway.session.SessionsEndpoint} begins, shows and erases sessions; {@link
 * dev.tutti.gateway.session.MessagesOfSessionEndpoint} shows what was said, {@link
 * dev.tutti.gateway.session.SessionExport} writes it line by line, {@code ImportedSession} reads
 * it. A post is a call as any other: {@link dev.tutti.gateway.session.PostDialect} reads it for a
 * {@code ChatEndpoint}, and {@link dev.tutti.gateway.session.HistoryDialect} does the same for the
 * callers of other APIs who name a session and ask the server to keep its history. Both put the
 * turn in the session around the model, see {@link dev.tutti.session.SessionChats}. So does {@link
 * dev.tutti.gateway.session.CharacterPostDialect}, for posts to a character.
 */
@NullMarked
package dev.tutti.gateway.session;

import org.jspecify.annotations.NullMarked;
