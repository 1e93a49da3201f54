package dev.tutti.call;

import java.util.function.UnaryOperator;

/** Answer whose chunks pass another sink before they come to the reader's. */
record FilteredStream(ChatStream stream, UnaryOperator<ChatStream.Sink> before)
    implements ChatStream {
  @Override
  public void start(Sink sink) {
    stream.start(before.apply(sink));
  }

  @Override
  public void pause() {
    stream.pause();
  }

  @Override
  public void resume() {
    stream.resume();
  }
}
