package org.rollbook.runtime.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;
import org.rollbook.model.avro.DecodeException;

/// Answers peers from what is here, and asks nobody else: one hop at most.
public final class PeerDesk {

  private final Holder here;
  private final Optional<String> secret;

  /// @param secret what peers must know; empty lets everybody ask
  PeerDesk(Holder here, Optional<String> secret) {
    this.here = here;
    this.secret = secret;
  }

  /// What a peer hears.
  public sealed interface Reply {

    /// The answer, or why there is none now.
    record Answer(Bytes bytes) implements Reply {}

    /// Ask somebody else: HTTP's 421.
    record NotHeld(String why) implements Reply {}

    /// The question is none.
    record NotUnderstood(String why) implements Reply {}
  }

  /// Whether somebody who sent this is a peer.
  ///
  /// @param authorization the header's value; empty if there is none
  public boolean knows(Optional<String> authorization) {
    return secret
        .map(known -> authorization.filter(sent -> isSame(sent, Peers.SCHEME + known)).isPresent())
        .orElse(true);
  }

  /// Takes as long for a secret that is nearly right as for one that is not.
  private static boolean isSame(String sent, String wanted) {
    return MessageDigest.isEqual(sent.getBytes(UTF_8), wanted.getBytes(UTF_8));
  }

  /// Rows of one partition.
  public Reply rows(byte[] question) {
    return reply(() -> here.rows(PeerCodec.rowsQuestion(question)), PeerCodec::bytesOfRows);
  }

  /// A page of one partition.
  public Reply page(byte[] question) {
    return reply(() -> here.page(PeerCodec.pageQuestion(question)), PeerCodec::bytesOfPage);
  }

  /// Asks what is here.
  private interface Asking<T> {
    Told<T> ask() throws DecodeException;
  }

  private static <T> Reply reply(Asking<T> asking, Function<Told<T>, byte[]> bytes) {
    try {
      Told<T> told = asking.ask();
      return told instanceof Told.NotHeld<T>(String why)
          ? new Reply.NotHeld(why)
          : new Reply.Answer(Bytes.wrap(bytes.apply(told)));
    } catch (DecodeException | IllegalArgumentException wrong) {
      return new Reply.NotUnderstood(String.valueOf(wrong.getMessage()));
    }
  }
}
