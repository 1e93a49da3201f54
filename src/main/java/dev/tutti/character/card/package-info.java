/**
 * Character cards of the community, in and out: V1, V2 and V3 as JSON, in pictures (PNG), in
 * archives (charx) and in pictures with an archive behind them (JPEG), and lorebooks of their own.
 *
 * <p>{@link dev.tutti.character.card.CardReader} tells by a file's bytes what it is, and keeps its
 * document as it was written, with every member and every digit; {@link
 * dev.tutti.character.card.CardView} is what Tutti understands of it, and {@link
 * dev.tutti.character.card.CardExport} writes the document again. What is read otherwise than it is
 * written is told in warnings, and what cannot be read at all is refused with a reason. A file is a
 * stranger's: everything in it is bounded, nothing that it names is fetched, no path of it is used.
 */
@NullMarked
package dev.tutti.character.card;

import org.jspecify.annotations.NullMarked;
