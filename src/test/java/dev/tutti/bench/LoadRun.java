package dev.tutti.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpResponseDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One load from its first connection to its result. Says {@code begin} and {@code end} at the edges
 * of the window, so that the processes under test can be measured over just that span; a crowd says
 * {@code open} when every stream has shown text, and its window is its whole life. Answers still on
 * their way at the end get some time to come.
 */
final class LoadRun {
  private static final Duration DRAIN = Duration.ofSeconds(15);
  private static final Duration RECONNECT = Duration.ofMillis(20);
  private static final HttpDecoderConfig HTTP = new HttpDecoderConfig().setValidateHeaders(false);

  private final Load load;
  private final Consumer<LoadEvent> events;
  private final EventLoop loop;
  private final Pacing pacing;
  private final ByteBuf request;
  private final Tally tally = new Tally();
  private final CompletableFuture<Void> done = new CompletableFuture<>();
  private final ChannelGroup open;
  private final Bootstrap bootstrap;
  private int connected;
  private int inFlight;
  private int begun;
  private boolean running;
  private boolean finished;

  LoadRun(Load load, OneLoop sockets, Consumer<LoadEvent> events) {
    this.load = load;
    this.events = events;
    loop = sockets.group().next();
    pacing = Pacing.of(load, loop);
    byte[] bytes = load.request().getBytes(StandardCharsets.UTF_8);
    request = Unpooled.unreleasableBuffer(Unpooled.directBuffer(bytes.length).writeBytes(bytes));
    open = new DefaultChannelGroup(loop);
    bootstrap =
        new Bootstrap()
            .group(loop)
            .channel(sockets.client())
            .option(ChannelOption.TCP_NODELAY, true)
            .remoteAddress("127.0.0.1", load.port());
  }

  /** Runs the load; completes after its result was told. */
  CompletableFuture<Void> start() {
    loop.execute(
        () -> {
          for (int i = 0; i < load.connections(); i++) {
            connect();
          }
        });
    return done;
  }

  private void connect() {
    var initializer =
        new ChannelInitializer<Channel>() {
          @Override
          protected void initChannel(Channel channel) {
            open.add(channel);
            var connection = new LoadConnection(LoadRun.this, request, AnswerCheck.of(load));
            channel.pipeline().addLast(new HttpResponseDecoder(HTTP), connection);
          }
        };
    var _ =
        bootstrap
            .clone()
            .handler(initializer)
            .connect()
            .addListener(
                attempt -> {
                  if (!attempt.isSuccess()) {
                    refused(attempt.cause());
                  }
                });
  }

  private void refused(Throwable why) {
    tally.failed("connect: " + why);
    if (running) {
      connectAgain();
    } else {
      finish();
    }
  }

  private void connectAgain() {
    if (!pacing.ended()) {
      tally.reconnected();
      after(RECONNECT, this::connect);
    }
  }

  Tally tally() {
    return tally;
  }

  void ready(LoadConnection connection) {
    pacing.ready(connection);
    if (!running && ++connected == load.connections()) {
      begin();
    }
  }

  void sent() {
    tally.sent();
    inFlight++;
  }

  /** The first text of a stream was seen. */
  void begun() {
    begun++;
    if (load.plan() instanceof Load.Plan.Crowd && begun == load.connections()) {
      events.accept(LoadEvent.Mark.OPEN);
    }
  }

  /** A request was answered or is given up. */
  void settled() {
    inFlight--;
    if (inFlight == 0 && pacing.ended()) {
      if (load.plan() instanceof Load.Plan.Crowd) {
        close();
      } else {
        finish();
      }
    }
  }

  void closed(LoadConnection connection) {
    pacing.gone(connection);
    if (running) {
      connectAgain();
    } else {
      tally.failed("connection closed before the run began");
      finish();
    }
  }

  private void begin() {
    running = true;
    switch (load.plan()) {
      case Load.Plan.Saturate(Duration window) -> window(window);
      case Load.Plan.Arrive(int _, Duration window) -> window(window);
      case Load.Plan.Crowd(int _, Duration patience) -> {
        open();
        after(patience, this::close);
      }
    }
    pacing.begin();
  }

  private void window(Duration window) {
    after(load.warmUp(), this::open);
    after(load.warmUp().plus(window), this::close);
  }

  private void after(Duration wait, Runnable step) {
    var _ = loop.schedule(step, wait.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void open() {
    tally.open(System.nanoTime());
    events.accept(LoadEvent.Mark.BEGIN);
  }

  private void close() {
    if (finished) {
      return;
    }
    tally.close(System.nanoTime());
    events.accept(LoadEvent.Mark.END);
    pacing.end(tally);
    if (inFlight == 0) {
      finish();
    } else {
      after(DRAIN, this::finish);
    }
  }

  private void finish() {
    if (finished) {
      return;
    }
    finished = true;
    events.accept(tally.result(inFlight, pacing.waiting()));
    var _ = open.close().addListener(_ -> done.complete(null));
  }
}
