package dev.tutti.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One connection to the mock upstream; answers one request after the other. */
final class MockConnection extends SimpleChannelInboundHandler<HttpObject> {
  private static final byte[] MODEL = ascii("\"model\"");
  private static final byte[] STREAM = ascii("\"stream\"");
  private static final byte[] USAGE = ascii("\"include_usage\"");
  private static final int LARGEST_BODY = 8 << 20;
  private static final int MODELS_KEPT = 64;

  private final Map<String, MockScript> scripts;
  private byte[] body = new byte[4096];
  private int length;
  private boolean post;
  private boolean keepAlive;
  private @Nullable ScheduledFuture<?> nextChunk;

  /** The scripts are shared by all connections of the loop. */
  MockConnection(Map<String, MockScript> scripts) {
    this.scripts = scripts;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext channel, HttpObject part) {
    if (part instanceof HttpRequest request) {
      length = 0;
      post = request.method().equals(HttpMethod.POST);
      keepAlive = HttpUtil.isKeepAlive(request);
    }
    if (part instanceof HttpContent content) {
      collect(content.content());
    }
    if (part instanceof LastHttpContent) {
      answer(channel);
    }
  }

  private void collect(ByteBuf part) {
    int more = part.readableBytes();
    if (length + more > LARGEST_BODY) {
      throw new IllegalArgumentException("body: over " + LARGEST_BODY + " bytes");
    }
    if (length + more > body.length) {
      body = Arrays.copyOf(body, Math.max(2 * body.length, length + more));
    }
    part.readBytes(body, length, more);
    length += more;
  }

  private void answer(ChannelHandlerContext channel) {
    if (!post) {
      refuse(channel, "404 Not Found", "only POST is answered here");
      return;
    }
    String name = ByteScan.string(body, length, MODEL).orElse("");
    MockModel model;
    MockScript script;
    try {
      model = MockModel.named(name);
      script = script(name, model);
    } catch (IllegalArgumentException unknown) {
      refuse(channel, "404 Not Found", unknown.getMessage());
      return;
    }
    if (ByteScan.isTrue(body, length, STREAM)) {
      new Play(channel, model, script, ByteScan.isTrue(body, length, USAGE)).begin();
    } else {
      send(channel, script.answer());
    }
  }

  private MockScript script(String name, MockModel model) {
    if (scripts.size() >= MODELS_KEPT && !scripts.containsKey(name)) {
      throw new IllegalArgumentException("model: more than " + MODELS_KEPT + " different names");
    }
    return scripts.computeIfAbsent(name, _ -> MockScript.of(model));
  }

  private void refuse(ChannelHandlerContext channel, String status, @Nullable String why) {
    String text = "{\"error\":{\"message\":\"" + why + "\",\"type\":\"invalid_request_error\"}}";
    String head = "HTTP/1.1 " + status + "\r\ncontent-type: application/json\r\ncontent-length: ";
    send(
        channel,
        Unpooled.copiedBuffer(head + text.length() + "\r\n\r\n" + text, StandardCharsets.UTF_8));
  }

  private void send(ChannelHandlerContext channel, ByteBuf last) {
    var sent = channel.writeAndFlush(last.duplicate());
    if (!keepAlive) {
      sent.addListener(ChannelFutureListener.CLOSE);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext channel) {
    if (nextChunk != null) {
      nextChunk.cancel(false);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext channel, Throwable cause) {
    var _ = channel.close();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * One stream being played; every chunk has its own time after the first, so delays do not add up.
   */
  private final class Play {
    private final ChannelHandlerContext channel;
    private final MockScript script;
    private final boolean usage;
    private final long delay;
    private final long began = System.nanoTime();
    private int played;

    Play(ChannelHandlerContext channel, MockModel model, MockScript script, boolean usage) {
      this.channel = channel;
      this.script = script;
      this.usage = usage;
      this.delay = model.delay().toNanos();
    }

    void begin() {
      var _ = channel.writeAndFlush(script.first().duplicate());
      goOn();
    }

    private void goOn() {
      long due = began + (played + 1) * delay - System.nanoTime();
      if (delay == 0) {
        for (ByteBuf chunk : script.next()) {
          var _ = channel.write(chunk.duplicate());
        }
        finish();
      } else {
        nextChunk = channel.executor().schedule(this::step, Math.max(0, due), TimeUnit.NANOSECONDS);
      }
    }

    private void step() {
      if (played == script.next().size()) {
        finish();
        return;
      }
      var _ = channel.writeAndFlush(script.next().get(played).duplicate());
      played++;
      goOn();
    }

    private void finish() {
      nextChunk = null;
      send(channel, usage ? script.lastWithUsage() : script.last());
    }
  }
}
