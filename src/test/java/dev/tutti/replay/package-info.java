/**
 * The replay suite: recorded exchanges with real providers, played back through the running Tutti.
 *
 * <p>For every recording {@link dev.tutti.replay.RecordedUpstream} serves the response byte for
 * byte over a plain socket, {@link dev.tutti.replay.Caller} asks Tutti as any OpenAI client would,
 * and {@link dev.tutti.replay.Judge} holds what comes out to what was recorded: the answer or the
 * category of the error, OpenAI's schema, and the form of a stream. Streams are served again in
 * small pieces and cut off early ({@link dev.tutti.replay.Delivery}).
 *
 * <p>Every recorded chat goes through the endpoints that say it in other words too ({@link
 * dev.tutti.replay.ReplayEndpoint#OTHER_WORDS}). For Anthropic's, {@link
 * dev.tutti.replay.MessagesQuestion} writes what was asked in Anthropic's dialect, {@link
 * dev.tutti.replay.MessageEvents} knows the grammar of its streams and {@link
 * dev.tutti.replay.MessagesJudge} judges.
 *
 * <p>The way through it: {@link dev.tutti.replay.Corpus} reads {@link dev.tutti.replay.Recording}s,
 * {@link dev.tutti.replay.Placement} says which provider of Tutti each belongs to, {@link
 * dev.tutti.replay.Case} is one exchange to play, {@link dev.tutti.replay.Suite} plays them all and
 * {@link dev.tutti.replay.Report} tells. {@link dev.tutti.replay.Replay} is the command behind
 * {@code suites/replay/run}; {@code ReplayTest} runs the same over fixtures of our own.
 */
@NullMarked
package dev.tutti.replay;

import org.jspecify.annotations.NullMarked;
