package org.zhenhao.imports;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.zhenhao.fuzz.FuzzTarget;

/** The FTC's Do Not Call files. */
public final class FtcLinesFuzz implements FuzzTarget {
    @Override
    public List<byte[]> seeds() {
        return List.of("""
                Company_Phone_Number,Created_Date,Violation_Date,Consumer_City,Consumer_State,Consumer_Area_Code,Subject,Recorded_Message_Or_Robocall
                2025550123,2021-03-01 00:05:01,2021-02-28 17:53:00,Denver,Colorado,303,"Reducing your debt (credit cards, mortgage, student loans)",Y
                8005550199,2021-03-01 00:06:01,2021-02-28,"St. ""X\""",Ohio,614,Other,N
                """.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void parse(byte[] input) throws Expected {
        Lines.read(Lines.ftc(), input);
    }
}
