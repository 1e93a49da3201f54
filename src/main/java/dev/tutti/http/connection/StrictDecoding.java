package dev.tutti.http.connection;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;

/**
 * Replacement of a new connection's decoder of HTTP/1.1 with the strict one. Vert.x sets its own up
 * once it knows which protocol is spoken, which in clear text is when the first bytes come; this
 * stands right before that place, and so hears of them after the decoder is there and before it has
 * read any. A connection that turns out to speak HTTP/2 has no such decoder.
 */
final class StrictDecoding extends ChannelInboundHandlerAdapter {
  private static final String DECODER = "httpDecoder";

  /**
   * Handler at which Vert.x begins its own part of the pipeline; not there before TLS is
   * established.
   */
  private static final String IDLE = "idle";

  private StrictDecoding() {}

  /** Takes its place; to be called before a byte is read. */
  static void prepare(ChannelPipeline pipeline) {
    if (pipeline.get(IDLE) == null) {
      pipeline.addLast(new StrictDecoding());
    } else {
      pipeline.addBefore(IDLE, null, new StrictDecoding());
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object bytes) {
    var pipeline = context.pipeline();
    if (pipeline.get(DECODER) != null) {
      pipeline.replace(DECODER, DECODER, new StrictRequestDecoder());
    }
    context.fireChannelRead(bytes);
    if (!context.isRemoved()) {
      pipeline.remove(this);
    }
  }
}
