package dev.tutti.bench;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One connection of the load: sends the same request each time, and times and checks each answer.
 */
final class LoadConnection extends SimpleChannelInboundHandler<HttpObject> {
  private static final int OK = 200;
  private static final int FAULT_SHOWN = 200;

  private final LoadRun run;
  private final ByteBuf request;
  private final AnswerCheck check;
  private @Nullable ChannelHandlerContext channel;
  private boolean busy;
  private boolean keepAlive;
  private int status;
  private String fault = "";
  private long due;
  private long begun;

  LoadConnection(LoadRun run, ByteBuf request, AnswerCheck check) {
    this.run = run;
    this.request = request;
    this.check = check;
  }

  /** Sends the request that was due at {@code due}; the connection must be ready. */
  void send(long due) {
    ChannelHandlerContext open = channel;
    if (open == null || busy) {
      throw new IllegalStateException("connection: not ready to send");
    }
    this.due = due;
    busy = true;
    begun = 0;
    status = 0;
    fault = "";
    check.begin();
    run.sent();
    var _ = open.writeAndFlush(request.duplicate());
  }

  @Override
  public void channelActive(ChannelHandlerContext channel) {
    this.channel = channel;
    run.ready(this);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext channel, HttpObject part) {
    if (part.decoderResult().isFailure()) {
      fault = "not HTTP: " + part.decoderResult().cause();
      var _ = channel.close();
      return;
    }
    if (part instanceof HttpResponse response) {
      status = response.status().code();
      keepAlive = HttpUtil.isKeepAlive(response);
    }
    if (part instanceof HttpContent content) {
      read(content.content());
    }
    if (part instanceof LastHttpContent) {
      ended(channel);
    }
  }

  private void read(ByteBuf content) {
    if (status != OK) {
      if (fault.length() < FAULT_SHOWN) {
        fault += content.toString(StandardCharsets.UTF_8);
      }
      return;
    }
    int chunks = check.accept(content);
    if (chunks > 0) {
      run.tally().chunks(chunks);
      if (begun == 0) {
        begun = System.nanoTime();
        run.begun();
      }
    }
  }

  private void ended(ChannelHandlerContext channel) {
    long now = System.nanoTime();
    busy = false;
    if (status == OK && check.complete()) {
      run.tally().answered(due, begun == 0 ? now : begun, now);
    } else {
      failed("incomplete");
    }
    run.settled();
    if (keepAlive) {
      run.ready(this);
    } else {
      var _ = channel.close();
    }
  }

  private void failed(String otherwise) {
    String why = fault.isEmpty() ? otherwise : fault;
    run.tally().failed("status " + status + ": " + why + " " + check.error());
  }

  @Override
  public void channelInactive(ChannelHandlerContext channel) {
    this.channel = null;
    if (busy) {
      busy = false;
      failed("connection closed");
      run.settled();
    }
    run.closed(this);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext channel, Throwable cause) {
    fault = String.valueOf(cause);
    var _ = channel.close();
  }
}
