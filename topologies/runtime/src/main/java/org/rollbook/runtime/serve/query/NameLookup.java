package org.rollbook.runtime.serve.query;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;

/// Finds the address of a host within a given time, or fails. The platform's own lookup can be
/// neither bounded nor interrupted, so it runs in a thread of its own: at most one for each host.
/// If it ends too late, the platform still caches the address for the next caller.
///
/// Thread-safe.
final class NameLookup {

  private final ConcurrentMap<String, CompletableFuture<InetAddress>> underWay =
      new ConcurrentHashMap<>();
  private final Executor threads =
      Executors.newThreadPerTaskExecutor(Thread.ofPlatform().name("peer-name").daemon().factory());
  private final NameService names;

  /// Looks up addresses, and may block.
  interface NameService {
    InetAddress addressOf(String host) throws UnknownHostException;
  }

  NameLookup(NameService names) {
    this.names = names;
  }

  /// @throws IOException if there is none, or it is not known in time
  InetAddress addressOf(String host, Duration within) throws IOException {
    try {
      return underWay.computeIfAbsent(host, this::begun).get(within.toMillis(), MILLISECONDS);
    } catch (ExecutionException unknown) {
      throw new IOException("no address of " + host, unknown);
    } catch (TimeoutException late) {
      throw new IOException("no address of " + host + " within " + within, late);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("looking for the address of " + host);
    }
  }

  private CompletableFuture<InetAddress> begun(String host) {
    return CompletableFuture.supplyAsync(() -> found(host), threads);
  }

  private InetAddress found(String host) {
    try {
      return names.addressOf(host);
    } catch (UnknownHostException unknown) {
      throw new UncheckedIOException(unknown);
    } finally {
      underWay.remove(host);
    }
  }
}
