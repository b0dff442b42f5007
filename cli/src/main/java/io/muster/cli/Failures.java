package io.muster.cli;

import io.muster.client.Fault;
import io.muster.client.MusterApiException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Tells what went wrong: a line, under it each fault that the server found, and the stack trace if it was asked for. */
public final class Failures implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        err.println("muster: " + line(failure));
        if (failure instanceof MusterApiException refusal) {
            faults(refusal).forEach(fault -> err.println("  " + place(fault) + fault.detail()));
        }
        if (command.getCommand() instanceof ServerCommand asked && asked.isVerbose()) {
            trace(failure).lines().forEach(line -> err.println(line.replace("\t", "    ")));
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static String trace(Exception failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }

    /** The faults, without the first if the line tells it already. */
    private static List<Fault> faults(MusterApiException refusal) {
        List<Fault> faults = refusal.errors();
        boolean told =
                !faults.isEmpty() && refusal.detail().contains(faults.get(0).detail());
        return told ? faults.subList(1, faults.size()) : faults;
    }

    /** Where the fault is, unless its detail begins with its line and column. */
    private static String place(Fault fault) {
        return fault.line() == null ? fault.pointer() + ": " : "";
    }

    /** What went wrong, in a line. */
    public static String line(Exception failure) {
        if (failure instanceof MusterApiException refusal) {
            String request = refusal.requestId().map(id -> ", request " + id).orElse("");
            return refusal.detail() + " (" + refusal.code() + request + ")";
        }
        return failure instanceof IOException file ? line(file) : String.valueOf(failure.getMessage());
    }

    private static String line(IOException failure) {
        if (failure instanceof NoSuchFileException missing) {
            return missing.getFile() + ": there is no such file or directory.";
        }
        if (failure instanceof AccessDeniedException denied) {
            return denied.getFile() + ": it may not be read or written.";
        }
        return failure.getClass().getSimpleName() + ": " + failure.getMessage();
    }
}
