package dev.tutti.provider.exchange;

import dev.tutti.call.Attempt;
import dev.tutti.call.Call;
import dev.tutti.call.ChatStream;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Chunk;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Operation;
import dev.tutti.chat.Outcome;
import dev.tutti.chat.Usage;
import dev.tutti.provider.openai.PeekedChunks;
import dev.tutti.provider.spi.Adapter;
import dev.tutti.provider.spi.UpstreamRequest;
import dev.tutti.wire.body.BodyBytes;
import dev.tutti.wire.client.ClientStream;
import dev.tutti.wire.client.ResponseHead;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Exchange of a chat, or of what else has an adapter: its answer is read as chunks, streamed or in
 * one piece. It opens when the first substantial chunk has come. Confined to the call's loop.
 */
final class ChatExchange implements ChatStream, ExchangeHandler {
  private static final Logger log = LoggerFactory.getLogger(ChatExchange.class);

  private final Call call;
  private final Attempt attempt;
  private final HttpBackend upstream;
  private final UpstreamExchange<ChatStream> exchange;
  private final ExchangeDebt debt;
  private final boolean streamed;
  private final Adapter.Reader reader;
  private final StreamBody stream;
  private final Operation operation;
  private final PeekedChunks peeked = new PeekedChunks();
  private @Nullable UpstreamBody body;
  private long received;
  private @Nullable Sink sink;

  ChatExchange(Call call, Attempt attempt, HttpBackend upstream, ChatRequest asked) {
    this.call = call;
    this.attempt = attempt;
    this.upstream = upstream;
    this.streamed = asked.stream();
    this.reader = upstream.adapter().reader(asked);
    this.debt = new ExchangeDebt(asked, reader);
    this.operation = asked.operation();
    this.exchange = new UpstreamExchange<>(call, attempt, upstream, streamed, this);
    this.stream = new StreamBody(upstream.adapter().frames(), reader, exchange.stream());
  }

  /** Asks; fails like every model, and settles the attempt whatever happens. */
  Future<ChatStream> open(ChatRequest asked) {
    exchange.begin();
    if (!exchange.isOver()) {
      upstream.outgoing(asked, call, attempt.target()).onComplete(this::ask);
    }
    return exchange.opened();
  }

  private void ask(@Nullable UpstreamRequest outgoing, @Nullable Throwable refused) {
    if (outgoing != null) {
      exchange.connect(() -> upstream.head(outgoing), request -> send(request, outgoing));
      return;
    }
    if (!(refused instanceof Fault)) {
      log.error("{}: the request cannot be written", attempt.target().deployment(), refused);
    }
    exchange.finish(new Outcome.Failed(Fault.from(Objects.requireNonNull(refused)), Usage.NONE));
  }

  private void send(ClientStream request, UpstreamRequest outgoing) {
    var body = outgoing.body().buffer();
    exchange.sending(body.length());
    exchange.sent();
    request.send(body);
  }

  @Override
  public boolean isRepeatable() {
    return true;
  }

  @Override
  public void head(ResponseHead head) {
    exchange.enter(PhaseTimer.Phase.FIRST_TOKEN);
    if (!UpstreamBody.isStream(head, streamed)) {
      body = UpstreamBody.of(head, operation, exchange.memory());
    }
  }

  @Override
  public void bytes(Buffer bytes) {
    if (body != null) {
      add(body, bytes);
      return;
    }
    received += bytes.length();
    stream.read(BodyBytes.of(bytes), this::take, exchange::isOver);
    if (reader.done()) {
      streamEnded();
    } else if (sink != null && !exchange.isOver()) {
      sink.flush();
    }
  }

  /** An answer that is too long is paid for; nobody reads it. */
  private void add(UpstreamBody whole, Buffer bytes) {
    try {
      whole.add(bytes);
    } catch (Fault tooLong) {
      exchange.fail(tooLong, isRefused() ? Usage.NONE : debt.expected());
    }
  }

  @Override
  public void ended() {
    if (body == null) {
      streamEnded();
    } else if (body.isRefusal()) {
      exchange.fail(upstream.fault(body.refusal(), exchange.secrets()));
    } else if (streamed && body.isFramed()) {
      var framed = Buffer.buffer(body.bytes());
      body = null;
      bytes(framed);
      streamEnded();
    } else if (body.isLarge()) {
      readBeside(body);
    } else {
      reader.whole(body.bytes(), this::take);
      complete();
    }
  }

  private void readBeside(UpstreamBody whole) {
    var read = new ArrayList<Chunk>(1);
    call.loop()
        .offload(() -> readWhole(whole, read))
        .onComplete((_, thrown) -> exchange.guarded(() -> given(read, thrown)));
  }

  private List<Chunk> readWhole(UpstreamBody whole, List<Chunk> into) {
    reader.whole(whole.bytes(), whole::takeTree, into::add);
    return into;
  }

  /** Who has left meanwhile gets nothing, and owes what the answer reports. */
  private void given(List<Chunk> chunks, @Nullable Throwable thrown) {
    if (call.cancelled()) {
      chunks.forEach(debt::take);
      exchange.fail(call.reason(), debt.atLeastPrompt());
      return;
    }
    if (thrown != null) {
      throw Fault.from(thrown);
    }
    chunks.forEach(this::take);
    complete();
  }

  private void streamEnded() {
    if (!exchange.isOver()) {
      stream.end(this::take);
      complete();
    }
  }

  private void complete() {
    if (!exchange.isOver()) {
      openUp();
      exchange.finish(new Outcome.Completed(debt.reported()));
    }
  }

  private void take(Chunk chunk) {
    debt.take(chunk);
    if (sink != null) {
      sink.chunk(chunk);
      endWhenEnough();
      return;
    }
    peeked.add(chunk, received);
    if (chunk.substantial()) {
      openUp();
    }
  }

  /** What came is paid for, and the rest of a stream is not waited for. */
  private void endWhenEnough() {
    if (body == null && call.tail().hasEnough() && !exchange.isOver()) {
      exchange.finish(new Outcome.Completed(debt.atLeastPrompt()));
    }
  }

  /** Content is here: from now on the caller has something to lose. */
  private void openUp() {
    if (!exchange.hasOpened()) {
      attempt.firstToken();
      if (body == null) {
        exchange.enter(PhaseTimer.Phase.IDLE);
      } // else all of it has come
      exchange.open(this);
    }
  }

  /** A refusal is one even when it is cut; a stream says itself that it is truncated. */
  @Override
  public void broken(Fault why) {
    if (isRefused()) {
      ended();
    } else {
      streamEnded();
    }
  }

  private boolean isRefused() {
    return body != null && body.isRefusal();
  }

  @Override
  public boolean isWhole() {
    return false; // only the end tells
  }

  @Override
  public Usage owed(boolean working) {
    if (isRefused()) {
      return Usage.NONE;
    }
    return working ? debt.atLeastPrompt() : debt.spent();
  }

  @Override
  public List<String> models() {
    return List.of();
  }

  @Override
  public void start(Sink to) {
    sink = to;
    exchange.attend();
    peeked.handOver(to);
    to.flush(); // which may pause
    exchange.start();
    endWhenEnough();
  }

  @Override
  public void pause() {
    exchange.pause();
  }

  @Override
  public void resume() {
    exchange.resume();
  }

  @Override
  public void finished(Outcome how) {
    if (sink != null) {
      sink.end(how);
    }
  }
}
