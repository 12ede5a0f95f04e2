package org.zhenhao.screening;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerFileUpload;
import io.vertx.core.http.HttpServerRequest;
import java.io.EOFException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.zhenhao.problem.ProblemCode;
import org.zhenhao.problem.ProblemException;

/** The first file of a form (RFC 7578), read while it comes in. Other files are passed over. */
final class FormFile implements Supplier<InputStream> {
    private static final int LONGEST_NAME = 100;

    private final CompletableFuture<BodyStream> file = new CompletableFuture<>();
    private final long stallMillis;
    private volatile String name = "";

    /** To be made on the request's event loop, before its body is read. */
    FormFile(HttpServerRequest request, long stallMillis) {
        this.stallMillis = stallMillis;
        request.setExpectMultipart(true);
        request.uploadHandler(this::upload);
        request.endHandler(done -> file.completeExceptionally(none()));
        request.exceptionHandler(failure -> gone());
    }

    private void upload(HttpServerFileUpload upload) {
        if (file.isDone()) {
            upload.handler(passedOver -> {});
            return;
        }
        String sent = upload.filename() == null ? "" : upload.filename();
        String base = sent.substring(Math.max(sent.lastIndexOf('/'), sent.lastIndexOf('\\')) + 1)
                .replaceAll("\\.[A-Za-z0-9]{1,8}$", "")
                .replaceAll("[\\p{Cntrl}\"]", "_");
        name = base.substring(0, Math.min(LONGEST_NAME, base.length()));
        file.complete(new BodyStream(upload, Vertx.currentContext(), stallMillis));
    }

    private void gone() {
        if (file.isDone() && !file.isCompletedExceptionally()) {
            file.join().failed(new EOFException());
        } else {
            file.completeExceptionally(new EOFException());
        }
    }

    private static ProblemException none() {
        return ProblemException.of(ProblemCode.BAD_REQUEST, "表单中没有文件", "there is no file in the form");
    }

    /** The file's name without its ending, known when {@link #get} has returned. */
    String name() {
        return name;
    }

    /** The file. Waits until it begins. */
    @Override
    public InputStream get() {
        try {
            return file.get(stallMillis, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof ProblemException problem ? problem : none();
        } catch (TimeoutException e) {
            throw none();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
